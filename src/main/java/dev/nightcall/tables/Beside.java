package dev.nightcall.tables;

import dev.nightcall.aws.Item;
import dev.nightcall.aws.Table;

import java.util.Iterator;
import java.util.List;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The items of a holder on both sides of a key, the nearest first: a page above it, a page below it, and so on. */
final class Beside implements Iterator<List<Item>> {

    private static final int FIRST_PAGE = 8;
    private static final int LONGEST_PAGE = 1024;

    private final Table table;
    private final String holder;
    private final Item[] after;
    private int page = FIRST_PAGE;
    private int side;

    /** @param key need not be there */
    Beside(Table table, String holder, Item key) {
        this.table = table;
        this.holder = holder;
        this.after = new Item[] {key, key};
    }

    Stream<Item> items() {
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(this, Spliterator.ORDERED), false)
                .flatMap(List::stream);
    }

    @Override
    public boolean hasNext() {
        return after[0] != null || after[1] != null;
    }

    @Override
    public List<Item> next() {
        if (after[side] == null) {
            side = 1 - side;
        }
        Table.Page read = table.page(null, "holder", holder, side == 1, page, after[side]);
        after[side] = read.next();
        page = Math.min(2 * page, LONGEST_PAGE);
        side = 1 - side;
        return read.items();
    }
}
