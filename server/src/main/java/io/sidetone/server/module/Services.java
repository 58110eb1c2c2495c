package io.sidetone.server.module;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The interfaces by which modules use each other. Thread-safe.
public final class Services {

    private final Map<Class<?>, Supplier<?>> provided = new ConcurrentHashMap<>();

    /// Offers one.
    void offer(Class<?> type, Supplier<?> service) {
        provided.put(type, service);
    }

    /// What a loaded module provides; null if none does.
    public <T> @Nullable T find(Class<T> type) {
        Supplier<?> service = provided.get(type);
        return service == null ? null : type.cast(service.get());
    }
}
