package dev.nightcall.console;

import dev.nightcall.core.Incident;
import dev.nightcall.core.Suppression;
import dev.nightcall.intake.UnprocessableException;
import dev.nightcall.oncall.Engineer;
import dev.nightcall.oncall.OnCall;
import dev.nightcall.settings.Spelling;

import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Who acts by the API is somebody: an engineer of the plan, or whoever the key was given to. */
public final class Actors {

    private static final int LONGEST_NAME = 100;
    /**
     * Who has ended or suppressed what nobody has: what they did by hand would be taken for over by itself, and opened again, or
     * for a window's.
     */
    private static final Set<String> NOBODY = Set.of(Incident.MONITOR, Incident.TAKEN_OVER, Suppression.MAINTENANCE);

    private final Supplier<OnCall> onCall;

    public Actors(Supplier<OnCall> onCall) {
        this.onCall = onCall;
    }

    /** @throws UnprocessableException when {@code by} is nobody: what nobody has taken would wait for nobody */
    String by(ApiRequest request, ApiBody body) {
        String by = body.text("by", 1, LONGEST_NAME);
        if (NOBODY.contains(by)) {
            throw new UnprocessableException("/by", "must not be " + by + ", as what nobody does is said to be done by that: "
                    + "name an engineer, or give the key or the engineer of that name another one");
        }
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
