package dev.nightcall.trap;

import java.time.Duration;

/**
 * How traps are received.
 *
 * @param host    address to listen on; 0.0.0.0 and :: are both all of IPv4 and IPv6
 * @param port    UDP; 0 for any free one
 * @param buffer  octets of datagrams that the kernel should keep
 * @param queue   how many datagrams of 2 KiB may be in this process at a time; more are dropped and counted
 * @param workers threads that read traps and run the route
 * @param keep    for how long a trap is tried again that the route has failed to take
 */
public record TrapSettings(String host, int port, int buffer, int queue, int workers, Duration keep) {
}
