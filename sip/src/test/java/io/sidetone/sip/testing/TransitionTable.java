package io.sidetone.sip.testing;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What a machine does in each state on each event, as a text that can be laid beside the figure of its RFC.
///
/// The states are found by trying all events, from the first state on, so none is shown that can not be reached.
///
/// @param <M> the machine
/// @param <E> its events
/// @param <F> where its effects go
public final class TransitionTable<M, E extends Enum<E>, F> {

    /// Hands an event to a machine.
    @FunctionalInterface
    public interface Receiver<M, E, F> {
        void receive(M machine, E event, F effects);
    }

    private final Class<E> events;
    private final Class<F> effects;
    private final Receiver<M, E, F> receiver;
    private final Function<M, Enum<?>> state;

    public TransitionTable(Class<E> events, Class<F> effects, Receiver<M, E, F> receiver, Function<M, Enum<?>> state) {
        this.events = events;
        this.effects = effects;
        this.receiver = receiver;
        this.state = state;
    }

    /// A line for each state and event: `STATE EVENT -> NEXT: effects`; events that change nothing and have no
    /// effect stand together in one line.
    public String of(Supplier<M> fresh) {
        Map<Enum<?>, List<E>> paths = new LinkedHashMap<>();
        Queue<Enum<?>> open = new ArrayDeque<>();
        paths.put(state.apply(fresh.get()), List.of());
        open.add(state.apply(fresh.get()));
        StringBuilder table = new StringBuilder();
        while (!open.isEmpty()) {
            Enum<?> from = open.remove();
            List<E> path = paths.get(from);
            List<String> ignored = new ArrayList<>();
            for (E event : events.getEnumConstants()) {
                M machine = fresh.get();
                path.forEach(earlier -> receiver.receive(machine, earlier, recorder(effects, new ArrayList<>())));
                List<String> log = new ArrayList<>();
                receiver.receive(machine, event, recorder(effects, log));
                Enum<?> to = state.apply(machine);
                if (to.equals(from) && log.isEmpty()) {
                    ignored.add(event.name());
                    continue;
                }
                table.append(line(from, event, to, log));
                if (!paths.containsKey(to)) {
                    List<E> longer = new ArrayList<>(path);
                    longer.add(event);
                    paths.put(to, longer);
                    open.add(to);
                }
            }
            if (!ignored.isEmpty()) {
                table.append("%-12s ignores %s%n".formatted(from, String.join(", ", ignored)));
            }
            table.append('\n');
        }
        return table.toString().stripTrailing() + "\n";
    }

    private static String line(Enum<?> from, Enum<?> event, Enum<?> to, List<String> log) {
        String next = to.equals(from) ? "" : to.name();
        return "%-12s %-16s -> %-12s %s"
                        .formatted(from, event, next, String.join(", ", log))
                        .stripTrailing()
                + "\n";
    }

    /// Something that only writes down what it is called with.
    public static <F> F recorder(Class<F> type, List<String> log) {
        Object proxy = Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (_, method, arguments) -> {
            log.add(method.getName() + text(arguments));
            return null;
        });
        return type.cast(proxy);
    }

    private static String text(Object @Nullable [] arguments) {
        if (arguments == null) {
            return "";
        }
        List<String> texts = new ArrayList<>();
        for (Object argument : arguments) {
            texts.add(argument instanceof Duration time ? time.toMillis() + " ms" : String.valueOf(argument));
        }
        return "(" + String.join(", ", texts) + ")";
    }

    @Override
    public String toString() {
        return "TransitionTable of " + Arrays.toString(events.getEnumConstants());
    }
}
