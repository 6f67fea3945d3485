package dev.nightcall.console;

import dev.nightcall.intake.UnprocessableException;
import dev.nightcall.oncall.Engineer;
import dev.nightcall.oncall.OnCall;
import dev.nightcall.settings.Spelling;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Who acts by the API is somebody: an engineer of the plan, or whoever the key was given to. */
public final class Actors {

    private static final int LONGEST_NAME = 100;

    private final Supplier<OnCall> onCall;

    public Actors(Supplier<OnCall> onCall) {
        this.onCall = onCall;
    }

    /** @throws UnprocessableException when {@code by} is nobody: what nobody has taken would wait for nobody */
    String by(ApiRequest request, ApiBody body) {
        String by = body.text("by", 1, LONGEST_NAME);
        List<String> known = Stream.concat(onCall.get().engineers().stream().map(Engineer::id),
                Stream.of(request.key())).toList();
        if (!known.contains(by)) {
            throw new UnprocessableException("/by", "must be an engineer of the plan, or " + request.key()
                    + " as the key is called; " + by + " is neither" + Spelling.hint(by, known));
        }
        return by;
    }

    /** What a timeline says of how somebody has acted. */
    static String how(ApiRequest request) {
        return "by the API with the key " + request.key();
    }
}
