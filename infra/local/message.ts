/** A message for the person at the terminal, shown as it is and without a stack. */
export class MachineMessage extends Error {}
