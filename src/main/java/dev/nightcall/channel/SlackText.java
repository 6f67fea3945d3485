package dev.nightcall.channel;

import java.util.regex.Pattern;

/**
 * A notice as Slack's text, which Mattermost and Rocket.Chat read as well. Escaped are {@code & < >}, so that nothing
 * becomes a link or a mention (<a href="https://docs.slack.dev/messaging/formatting-message-text">formatting</a>); what
 * the other two take for a mention of everybody is broken by an invisible space.
 */
final class SlackText {

    private static final Pattern EVERYBODY = Pattern.compile("(?i)@(?=(all|here|channel|everyone)\\b)");
    private static final String ZERO_WIDTH_SPACE = "\u200B";

    private SlackText() {
    }

    static String of(Notice notice) {
        String escaped = NoticeTexts.whole(notice, "\n").replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        return EVERYBODY.matcher(escaped).replaceAll("@" + ZERO_WIDTH_SPACE);
    }
}
