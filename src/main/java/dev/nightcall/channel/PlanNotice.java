package dev.nightcall.channel;

import dev.nightcall.alert.Severity;
import dev.nightcall.alert.Text;
import dev.nightcall.duty.PlanNews;
import dev.nightcall.duty.Wrong;
import dev.nightcall.oncall.OnCall;

import java.util.List;

/** What a channel gets of news that belong to no incident. */
final class PlanNotice {

    private static final int LONGEST = 1000;
    private static final Notice.Names NOBODY = new Notice.Names(List.of(), 0);

    private final Words words;

    PlanNotice(OnCall plan) {
        this.words = new Words(plan.language(), plan.timezone());
    }

    Notice of(PlanNews news) {
        boolean plan = news.about() == Wrong.PLAN;
        String event = (plan ? "plan" : "routes") + (news.isOver() ? "-mended" : "-refused");
        String text = news.isOver() ? words.say(event, words.time(news.since()))
                : words.say(event, words.time(news.since()), Text.cut(Text.line(news.problem()), LONGEST));
        return new Notice("plan/" + event + "/" + news.since(), "", "nightcall", 0, event, text, List.of(), news.at(),
                news.isOver() ? "resolved" : "open", Severity.ERROR.word(), plan ? "oncall.yaml" : "routes", news.since(),
                null, null, null, null, NOBODY, NOBODY, NOBODY, List.of(), 0, 0);
    }
}
