/**
 * A stand-in for Amazon Connect on a loopback port: its REST API, the contact flow, telephones and contact records.
 * {@link dev.nightcall.local.connect.ConnectStandIn} starts it. Nothing outside {@code dev.nightcall.local} may use it.
 */
package dev.nightcall.local.connect;
