/**
 * Nights by the thousand: one thread plays whole nights in virtual time, on the real classes, and a seed plays the same night
 * again.
 *
 * <p>What stands in for AWS: a store that means by a request exactly what DynamoDB means by it, for the few forms of requests
 * that Nightcall makes, and one contract that holds for both; queues that repeat, reorder and hide messages; Amazon Connect with
 * its telephones, and its contact records. {@link dev.nightcall.simulator.SimulatedNight} is dense, of alerts and people at a
 * screen; {@link dev.nightcall.simulator.PhonedNight} goes from the alert to the telephone and back.
 */
package dev.nightcall.simulator;
