package dev.nightcall.local.bench;

import com.sun.management.OperatingSystemMXBean;

import java.lang.management.ManagementFactory;
import java.util.Locale;

/**
 * Who uses the processors of the machine: the Nightcall that is measured, or the stand-ins and what sends, which are in this
 * process and would be elsewhere.
 */
final class Processors {

    private static final double NANOS = 1e9;

    private final Forked nightcall;
    private final double ofNightcall;
    private final double ofOthers;

    private Processors(Forked nightcall) {
        this.nightcall = nightcall;
        ofNightcall = nightcall.processor();
        ofOthers = others();
    }

    /** From now on. */
    static Processors since(Forked nightcall) {
        return new Processors(nightcall);
    }

    private static double others() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime() / NANOS;
    }

    void note(Report report, String when) {
        report.note("c", String.format(Locale.ROOT, "%s Nightcall used %.1f s of processors, stand-ins and sender %.1f s", when,
                nightcall.processor() - ofNightcall, others() - ofOthers));
    }
}
