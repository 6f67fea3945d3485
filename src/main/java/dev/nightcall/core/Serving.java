package dev.nightcall.core;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What becomes of a message that asks for a line. */
public sealed interface Serving {

    /** In one clause. */
    String reason();

    /** What there is to do in the case that this is. */
    <T> T match(Cases<T> cases);

    /** Every case there is. */
    interface Cases<T> {

        T looksAt(LooksAt looks);

        T looksAtAllowance(LooksAtAllowance looks);

        T leaves(Leaves leaves);

        T rests(Rests rests);

        T pauses(Pauses pauses);

        T gathers(Gathers gathers);

        T waits(Waits waits);

        T claims(Claims claims);

        T goesOn(GoesOn goesOn);
    }

    /** More has to be known of a line: of a free one what waits for it, otherwise its call. */
    record LooksAt(Line line) implements Serving {

        @Override
        public String reason() {
            return line.isFree() ? "what waits for " + line.engineer() : "call " + line.call();
        }

        @Override
        public <T> T match(Cases<T> cases) {
            return cases.looksAt(this);
        }
    }

    /** It has to be known whether anything may be dialled. */
    record LooksAtAllowance() implements Serving {

        @Override
        public String reason() {
            return "Connect's quota, and an outage";
        }

        @Override
        public <T> T match(Cases<T> cases) {
            return cases.looksAtAllowance(this);
        }
    }

    /** Somebody else has the line, and whoever frees it has it dialled again. */
    record Leaves(Line line) implements Serving {

        @Override
        public String reason() {
            return "the line is taken by call " + line.call() + " until " + line.until();
        }

        @Override
        public <T> T match(Cases<T> cases) {
            return cases.leaves(this);
        }
    }

    /** Nothing that waits for the line needs a call: it comes to rest, unless something has begun to wait since. */
    record Rests(Line line) implements Serving {

        @Override
        public String reason() {
            return "nothing is left to call about";
        }

        @Override
        public <T> T match(Cases<T> cases) {
            return cases.rests(this);
        }
    }

    /**
     * It waits so short that it need not go through the queue, and then looks anew.
     *
     * @param lacks what of Connect's quota there is too little of, if that is why
     */
    record Pauses(String reason, Duration time, Optional<Quota.Kind> lacks) implements Serving {

        @Override
        public <T> T match(Cases<T> cases) {
            return cases.pauses(this);
        }
    }

    /** It comes again by the queue, as more incidents may come. That is no news. */
    record Gathers(Duration time) implements Serving {

        @Override
        public String reason() {
            return "more incidents may come";
        }

        @Override
        public <T> T match(Cases<T> cases) {
            return cases.gathers(this);
        }
    }

    /**
     * It comes again by the queue, and that is said to some of what waits.
     *
     * @param lacks what of Connect's quota there is too little of, if that is why
     */
    record Waits(String reason, Duration time, Optional<Quota.Kind> lacks, List<Waiting> told) implements Serving {

        @Override
        public <T> T match(Cases<T> cases) {
            return cases.waits(this);
        }
    }

    /** A call has this line, the first of all, and takes a token. @param own whether it is the one that the message names */
    record Claims(Line line, boolean own) implements Serving {

        @Override
        public String reason() {
            return "the line of " + line.engineer() + " comes first";
        }

        @Override
        public <T> T match(Cases<T> cases) {
            return cases.claims(this);
        }
    }

    /** The call that has the line goes on. @param takesToken whether it is still to be dialled */
    record GoesOn(Line line, boolean own, boolean takesToken) implements Serving {

        @Override
        public String reason() {
            return "call " + line.call() + " goes on";
        }

        @Override
        public <T> T match(Cases<T> cases) {
            return cases.goesOn(this);
        }
    }
}
