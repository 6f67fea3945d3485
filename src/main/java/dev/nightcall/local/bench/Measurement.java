package dev.nightcall.local.bench;

import dev.nightcall.local.Endpoints;

/** Something that is measured, with Nightcalls of its own. */
interface Measurement {

    /** @param endpoints of the stand-ins; what is on them has names of its own for each measurement */
    void run(Endpoints endpoints, Options options, Report report) throws Exception;
}
