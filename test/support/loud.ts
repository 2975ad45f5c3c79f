/* Imported before everything else, where a test reads what is logged: the logger takes its level when it is made. */
Object.assign(process.env, { LOG_LEVEL: 'DEBUG', POWERTOOLS_LOG_LEVEL: 'DEBUG' });
