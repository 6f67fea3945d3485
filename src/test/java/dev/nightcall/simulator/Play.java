package dev.nightcall.simulator;

import dev.nightcall.aws.Item;
import dev.nightcall.aws.Table;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

import java.util.ArrayList;
import java.util.List;

/** Something that a property asks a store, and what is compared of the answer. */
sealed interface Play {

    String answer(Stage stage);

    /** What it answers, or how it refuses. */
    default String on(Stage stage) {
        try {
            return answer(stage);
        } catch (DynamoDbException e) {
            return e.getClass().getSimpleName() + " " + e.awsErrorDetails().errorCode();
        }
    }

    /** One write. */
    record Writing(Written written) implements Play {

        @Override
        public String answer(Stage stage) {
            return written.on(stage).execute().map(Stage::show).toString();
        }
    }

    /** Several as one. */
    record Together(List<Written> writes) implements Play {

        @Override
        public String answer(Stage stage) {
            return "" + stage.transactions().execute(writes.stream().map(one -> one.on(stage)).toList());
        }
    }

    /** A deletion. */
    record Removing(boolean incident, List<String> key) implements Play {

        @Override
        public String answer(Stage stage) {
            stage.table(incident).delete(stage.key(incident, key));
            return "";
        }
    }

    /** A deletion on a condition. */
    record RemovingIf(List<String> key, String attribute, Object value) implements Play {

        @Override
        public String answer(Stage stage) {
            return "" + stage.table(true).delete(stage.key(true, key), attribute, value);
        }
    }

    /** Items of both tables. */
    record Reading(List<List<String>> keys) implements Play {

        @Override
        public String answer(Stage stage) {
            return stage.contents(keys).toString();
        }
    }

    /** All pages of a partition; an index does not say in which order it has what has the same key. */
    record Paging(boolean index, String hash, boolean newestFirst, int limit) implements Play {

        @Override
        public String answer(Stage stage) {
            List<List<String>> order = new ArrayList<>();
            List<String> all = new ArrayList<>();
            Item after = null;
            do {
                Table.Page page = index ? stage.table(true).page("status", "status", stage.hash(hash), newestFirst, limit, after)
                        : stage.table(false).page(null, "holder", stage.hash(hash), newestFirst, limit, after);
                order.add(page.items().stream().map(item -> item.text(index ? "openedAt" : "key")).toList());
                page.items().stream().map(Stage::show).forEach(all::add);
                after = page.next();
            } while (after != null);
            return order + " " + all.stream().sorted().toList();
        }
    }

    /** How many of a partition have one of some texts and lack some attributes. */
    record Counting(String hash, String attribute, List<String> texts, List<String> absent) implements Play {

        @Override
        public String answer(Stage stage) {
            return "" + stage.table(false).count("holder", stage.hash(hash), attribute, texts, absent);
        }
    }
}
