/** What requests may take up of the heap, so that no combination of those that are permitted ends the process. */
package dev.nightcall.memory;
