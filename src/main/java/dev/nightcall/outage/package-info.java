/** Whether anybody can be phoned at all, as the dials of the whole fleet have shown. */
package dev.nightcall.outage;
