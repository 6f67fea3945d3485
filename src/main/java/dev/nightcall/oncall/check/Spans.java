package dev.nightcall.oncall.check;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Times put together and taken apart. Every list here is in order, and its spans neither overlap nor touch. */
final class Spans {

    private Spans() {
    }

    /** What is in any of them. @param spans in any order, overlapping or not */
    static List<Span> union(Collection<Span> spans) {
        List<Span> sorted = spans.stream().sorted(Comparator.comparing(Span::from)).toList();
        List<Span> union = new ArrayList<>();
        for (Span span : sorted) {
            Span last = union.isEmpty() ? null : union.get(union.size() - 1);
            if (last == null || span.from().isAfter(last.to())) {
                union.add(span);
            } else if (span.to().isAfter(last.to())) {
                union.set(union.size() - 1, new Span(last.from(), span.to()));
            }
        }
        return union;
    }

    /** What is in {@code all} and in none of these. */
    static List<Span> without(Span all, List<Span> spans) {
        List<Span> rest = new ArrayList<>();
        Instant begin = all.from();
        for (Span span : spans) {
            if (span.from().isAfter(begin)) {
                rest.add(new Span(begin, span.from()));
            }
            begin = span.to().isAfter(begin) ? span.to() : begin;
        }
        if (begin.isBefore(all.to())) {
            rest.add(new Span(begin, all.to()));
        }
        return rest;
    }

    /** What is in both. */
    static List<Span> both(List<Span> one, List<Span> other) {
        List<Span> both = new ArrayList<>();
        for (int i = 0, j = 0; i < one.size() && j < other.size(); ) {
            Span a = one.get(i);
            Span b = other.get(j);
            Instant from = a.from().isAfter(b.from()) ? a.from() : b.from();
            Instant to = a.to().isBefore(b.to()) ? a.to() : b.to();
            if (from.isBefore(to)) {
                both.add(new Span(from, to));
            }
            if (a.to().isBefore(b.to())) {
                i++;
            } else {
                j++;
            }
        }
        return both;
    }

    static Duration total(List<Span> spans) {
        return spans.stream().map(Span::length).reduce(Duration.ZERO, Duration::plus);
    }
}
