package dev.nightcall;

import dev.nightcall.settings.Settings;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.MainListenerSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says, once everything runs, where the doors are. */
final class Ready extends MainListenerSupport {

    private static final Logger LOG = LoggerFactory.getLogger(Nightcall.class);
    private final Settings settings;

    Ready(Settings settings) {
        this.settings = settings;
    }

    @Override
    public void afterStart(BaseMainSupport main) {
        LOG.info("Nightcall is ready: alerts and API at {}, health and metrics at {}", door("nightcall.http"),
                door("nightcall.management"));
    }

    private String door(String setting) {
        return "http://" + settings.text(setting + ".host") + ":" + settings.port(setting);
    }
}
