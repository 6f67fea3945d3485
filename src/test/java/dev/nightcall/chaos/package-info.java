/**
 * Chaos: several Nightcalls on the stand-ins, killed with kill -9 at every point of the way while AWS refuses, delays and
 * loses answers; at the end every promise is checked. {@link dev.nightcall.chaos.Chaos} runs it.
 */
package dev.nightcall.chaos;
