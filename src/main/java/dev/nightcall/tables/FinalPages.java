package dev.nightcall.tables;

import dev.nightcall.core.Call;
import dev.nightcall.core.Waiting;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What the latest calls are about. Once Connect is asked to dial a call nothing is added to its pages or left out of them, so
 * that each look at the call need not read them again. Should it be dialled anew, Connect is asked at another time.
 */
final class FinalPages {

    private static final int CALLS = 100;
    /** What is longer is read again. */
    private static final int ROWS = 100;

    private final Map<WaitingPages.Asked, List<Waiting>> latest = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<WaitingPages.Asked, List<Waiting>> eldest) {
            return size() > CALLS;
        }
    };

    /** @param read reads the pages of a call */
    Stream<Waiting> of(Call call, Function<Call, Stream<Waiting>> read) {
        if (call.askedConnect() == null) {
            return read.apply(call);
        }
        WaitingPages.Asked asked = WaitingPages.Asked.of(call);
        List<Waiting> rows;
        synchronized (latest) {
            rows = latest.get(asked);
        }
        if (rows == null) {
            rows = read.apply(call).toList();
            keep(asked, rows);
        }
        return rows.stream();
    }

    /** What was dialled last under this id, as far as it is kept. */
    Optional<WaitingPages.Known> known(String callId) {
        synchronized (latest) {
            return latest.entrySet().stream().filter(one -> one.getKey().call().equals(callId))
                    .map(one -> new WaitingPages.Known(one.getKey(), one.getValue())).reduce((one, later) -> later);
        }
    }

    /** What was read when it was about to be dialled. */
    void keep(WaitingPages.Asked asked, List<Waiting> rows) {
        if (rows.size() <= ROWS) {
            synchronized (latest) {
                latest.put(asked, rows);
            }
        }
    }
}
