/**
 * Nights by the thousand: what stands in for AWS when one thread plays whole nights in virtual time. Here is the store, which
 * means by a request exactly what DynamoDB means by it, for the few forms of requests that Nightcall makes; one contract holds
 * for both.
 */
package dev.nightcall.simulator;
