package dev.nightcall.core;

import dev.nightcall.telephone.connect.ContactAttributes;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

/** What holds of every call, whoever tells of its end, how often and in which order. */
class SettlingsTest {

    private static final Instant BEGIN = Instant.parse("2026-11-22T18:10:00Z");
    private static final Attempt.Dials DIALS = new Attempt.Dials("+819000000001", null);
    private static final List<String> RESPONSES = List.of("", "", "", "acknowledged", "declined", "suppressed", "too-late",
            "junk");

    /** What may happen; the number picks a time, the others what is told. */
    record Happens(What what, int second, String contact, String response, boolean late) {

        enum What { ASKED, TAKEN_BACK, DIALLED, RECORD, LOOK, LOST, REFUSED, WITHDRAWN, UNTOLD, SETTLED }

        Instant at() {
            return BEGIN.plusSeconds(second);
        }
    }

    @Property(tries = 1000)
    void theFirstWordCountsAndADigitWinsAndNothingGoesBack(@ForAll("happenings") @Size(min = 1, max = 30) List<Happens> all) {
        Told told = new Told();
        for (Happens one : all) {
            Call before = told.call;
            Optional<Outcome> heard = told.play(one);
            Call after = told.call;

            if (before.contactId() != null) {
                assertThat(after.contactId()).as("the contact stays").isEqualTo(before.contactId());
            }
            if (before.lastUpdate() != null) {
                assertThat(after.lastUpdate()).as("nothing older is noted").isAfterOrEqualTo(before.lastUpdate());
            }
            if (before.outcome() != null && after.outcome() != before.outcome()) {
                assertThat(before.outcome().isDecision()).as("a decision stays").isFalse();
                assertThat(after.outcome().isDecision()).as("only a decision corrects").isTrue();
                assertThat(after.settledAt()).as("and is followed").isNull();
            }
            if (before.isSettled() && after.outcome() == before.outcome()) {
                assertThat(after.isSettled()).as("what is settled is settled once").isTrue();
            }
            if (after.outcome() != null && before.outcome() == null) {
                assertThat(heard).as("by the word that was told").contains(after.outcome());
            }
            heard.filter(Outcome::isDecision).ifPresent(digit -> assertThat(after.outcome().isDecision())
                    .as("whatever was told before").isTrue());
        }
    }

    /** Records and looks at one contact, of which some show its digit, lead to it in any order. */
    @Property(tries = 500)
    void theOrderOfWordsDoesNotMatterForADigit(@ForAll("words") @Size(min = 1, max = 12) List<Happens> words,
                                               @ForAll("digits") Happens digit, @ForAll("places") int place) {
        List<Happens> all = new ArrayList<>(words);
        all.add(place % (words.size() + 1), digit);
        Told told = new Told();
        told.call = told.call.asked(DIALS, 1, null, BEGIN).dialled("contact", BEGIN);
        all.forEach(told::play);

        assertThat(told.call.outcome()).isEqualTo(Outcome.ACKNOWLEDGED);
        assertThat(told.call.endedAt()).as("it brings its own times").isEqualTo(digit.at());
    }

    /** A shell in memory. Whoever is late judges by the call as it was before, and writes only what still holds. */
    private static final class Told {

        private Call call = Call.created("call", "sato", 0, BEGIN, BEGIN);
        private Call earlier = call;

        /** @return the outcome that somebody has told of this call, unless it is no word on it */
        Optional<Outcome> play(Happens one) {
            Call was = call;
            Optional<Outcome> heard = switch (one.what()) {
                case ASKED -> becomes(call.isToBeDialled() ? call.asked(DIALS, 1, null, one.at()) : call);
                case TAKEN_BACK -> becomes(call.stage() == Call.Stage.ASKED ? call.asked(DIALS, 1, null, null) : call);
                case DIALLED -> becomes(call.contactId() == null && call.askedConnect() != null
                        ? call.dialled("contact", one.at()) : call);
                case SETTLED -> becomes(call.outcome() != null ? call.settled(one.at()) : call);
                case RECORD -> tell(contact(one, one.contact()), one.late());
                // A look is at the contact that is known.
                case LOOK -> call.contactId() == null ? Optional.empty() : tell(contact(one, call.contactId()), one.late());
                case LOST -> tell(Finding.without("call", Outcome.UNKNOWN, "lost", one.at(), "call watch"), one.late());
                case REFUSED -> tell(Finding.refused("call", "refused", one.at()), one.late());
                case WITHDRAWN -> tell(Finding.withdrawn("call", one.at(), "nightcall"), one.late());
                case UNTOLD -> call.contactId() == null ? Optional.empty()
                        : tell(Finding.untold("call", call.contactId(), one.at(), "call watch"), one.late());
            };
            earlier = was;
            return heard;
        }

        private Optional<Outcome> becomes(Call next) {
            call = next;
            return Optional.empty();
        }

        private Optional<Outcome> tell(Finding finding, boolean late) {
            Word word = Settling.hear(late ? earlier : call, finding);
            if (word instanceof Word.None) {
                return Optional.empty();
            }
            if (!write(word, finding)) {
                return tell(finding, false);
            }
            return Optional.of(finding.outcome());
        }

        /** As the table writes it: on the conditions of the call that was judged. */
        private boolean write(Word word, Finding finding) {
            boolean newer = word instanceof Word.First first ? finding.isNewerThan(first.call())
                    : word instanceof Word.Corrects corrects ? finding.isNewerThan(corrects.call())
                    : finding.isNewerThan(((Word.Known) word).call());
            if (newer && (finding.isOfAnother(call) || !finding.isNewerThan(call))) {
                return false;
            }
            if (word instanceof Word.First && (call.outcome() != null || finding.contactId() == null && call.contactId() != null
                    || finding.isNotPlaced() && call.askedConnect() != null)) {
                return false;
            }
            if (word instanceof Word.Corrects corrects && call.outcome() != corrects.call().outcome()) {
                return false;
            }
            call = word instanceof Word.Known ? call.told(finding) : call.decided(finding.outcome(), finding);
            return true;
        }

        private static Finding contact(Happens one, String contact) {
            Map<String, String> attributes = one.response().isEmpty() ? Map.of()
                    : Map.of("response", one.response(), "suppress_minutes", "30");
            Instant connected = one.response().isEmpty() ? null : BEGIN;
            return new Contact(contact, connected, one.at(), "OTHER", connected != null, false,
                    new ContactAttributes(connected, "OTHER", attributes).response())
                    .end("call", "test", null);
        }
    }

    @Provide
    Arbitrary<List<Happens>> happenings() {
        return Combinators.combine(Arbitraries.of(Happens.What.class), Arbitraries.integers().between(0, 100),
                Arbitraries.of("contact", "contact", "another"), Arbitraries.of(RESPONSES), Arbitraries.of(true, false))
                .as(Happens::new).list();
    }

    /** All of them without a decision. */
    @Provide
    Arbitrary<List<Happens>> words() {
        return Combinators.combine(Arbitraries.of(Happens.What.RECORD, Happens.What.LOOK, Happens.What.UNTOLD, Happens.What.LOST,
                Happens.What.SETTLED, Happens.What.WITHDRAWN), Arbitraries.integers().between(0, 100), Arbitraries.of("", "junk"),
                Arbitraries.of(true, false))
                .as((what, second, response, late) -> new Happens(what, second, "contact", response, late)).list();
    }

    @Provide
    Arbitrary<Happens> digits() {
        return Combinators.combine(Arbitraries.of(Happens.What.RECORD, Happens.What.LOOK), Arbitraries.integers().between(0, 100),
                Arbitraries.of(true, false))
                .as((what, second, late) -> new Happens(what, second, "contact", "acknowledged", late));
    }

    @Provide
    Arbitrary<Integer> places() {
        return Arbitraries.integers().between(0, 20);
    }
}
