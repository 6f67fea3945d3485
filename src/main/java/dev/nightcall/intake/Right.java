package dev.nightcall.intake;

import java.util.Locale;

/** What an API key allows. */
public enum Right {
    /** To send alerts. */
    SEND,
    /** To look at incidents, to acknowledge, resolve and suppress, to replay dead letters. */
    OPERATE;

    /** As it is written in the setting. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
