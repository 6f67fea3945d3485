package dev.nightcall.core;

import java.util.Optional;

/**
 * What a dial has to do with besides its line.
 *
 * @param held why nobody may dial now: an outage, unless somebody is to try whether it is over
 * @param use  what is in use of Connect's quota
 */
public record Allowance(Optional<PhoneOutage> held, Quota.Use use) {
}
