package dev.nightcall.console;

import dev.nightcall.night.Cloud;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store.CloseableResource;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** One {@link RunningNightcall} for all tests of this package that only ask it something. Each test uses its own systems. */
final class SharedNightcall implements ParameterResolver {

    private record Running(RunningNightcall nightcall) implements CloseableResource {

        @Override
        public void close() throws Exception {
            nightcall.close();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == RunningNightcall.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot().getStore(Namespace.create(SharedNightcall.class))
                .getOrComputeIfAbsent(Running.class, created -> new Running(start(context)), Running.class).nightcall();
    }

    private static RunningNightcall start(ExtensionContext context) {
        try {
            return new RunningNightcall((Cloud) new Cloud.Extension().resolveParameter(null, context));
        } catch (Exception e) {
            throw new IllegalStateException("Nightcall does not start", e);
        }
    }
}
