/** Set-up of `test/hostile/frozen.config.mjs`: from here on nothing can change what all objects share. */
Object.freeze(Object.prototype);
