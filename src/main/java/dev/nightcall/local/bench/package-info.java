/** Measures Nightcall from outside: processes of its own, in front of stand-ins in this one. */
package dev.nightcall.local.bench;
