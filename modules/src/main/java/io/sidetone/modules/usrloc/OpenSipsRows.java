package io.sidetone.modules.usrloc;

import io.sidetone.script.value.JsonReader;
import io.sidetone.script.value.JsonText;
import io.sidetone.server.service.Binding;
import io.sidetone.server.service.MethodMask;
import io.sidetone.server.storage.Row;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Rows of the table `location`, version 1013. What it has no columns for stands in `kv_store`. Thread-safe.
///
/// @param useDomain whether domains are part of addresses
record OpenSipsRows(boolean useDomain) implements LocationRows {

    private static final String REG_ID = "reg_id";
    private static final String PARAMETERS = "params";
    private static final String FLOW = "flow";

    @Override
    public List<String> columns() {
        return List.of(
                "contact_id",
                "username",
                "domain",
                "contact",
                "received",
                "path",
                "expires",
                "q",
                "callid",
                "cseq",
                "last_modified",
                "flags",
                "cflags",
                "user_agent",
                "socket",
                "methods",
                "sip_instance",
                "kv_store",
                "attr");
    }

    @Override
    public List<@Nullable Object> values(String address, Binding binding) {
        List<@Nullable Object> values = new ArrayList<>(19);
        values.add(binding.id());
        values.add(LocationRows.user(address, useDomain));
        values.add(LocationRows.domain(address, useDomain));
        values.add(binding.contact());
        values.add(binding.received());
        values.add(binding.path());
        values.add(binding.expires());
        values.add(LocationRows.q(binding));
        values.add(binding.callId());
        values.add(binding.cseq());
        values.add(Instant.ofEpochSecond(binding.modified()));
        values.add(binding.marks() & ~Binding.MEMORY_ONLY);
        values.add(binding.flags());
        values.add(binding.userAgent());
        values.add(binding.socket().isEmpty() ? null : binding.socket());
        values.add(binding.methods() == MethodMask.ALL ? null : binding.methods());
        values.add(LocationRows.instance(binding));
        values.add(store(binding));
        values.add(binding.attributes());
        return values;
    }

    private static @Nullable String store(Binding binding) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>(map(binding.store()));
        if (binding.regId() != Binding.ABSENT) {
            map.put(REG_ID, (long) binding.regId());
        }
        if (binding.parameters() != null) {
            map.put(PARAMETERS, binding.parameters());
        }
        if (binding.flow() != null) {
            map.put(FLOW, binding.flow());
        }
        return map.isEmpty() ? null : JsonText.of(map);
    }

    private static Map<String, @Nullable Object> map(@Nullable String json) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        if (json != null && JsonReader.read(json) instanceof Map<?, ?> read) {
            read.forEach((key, value) -> map.put(String.valueOf(key), value));
        }
        return map;
    }

    @Override
    public Object key(Binding binding) {
        return binding.id();
    }

    @Override
    public Object expires(long second) {
        return second;
    }

    @Override
    public @Nullable Loaded read(Row row, List<String> columns) throws SQLException {
        String address = LocationRows.address(row.text(2), row.text(3), useDomain);
        String contact = LocationRows.textOrNull(row.text(4));
        String callId = LocationRows.textOrNull(row.text(9));
        if (address == null || contact == null || callId == null) {
            return null;
        }
        Map<String, @Nullable Object> store = map(row.text(18));
        int regId = store.remove(REG_ID) instanceof Number number ? number.intValue() : Binding.ABSENT;
        Object parameters = store.remove(PARAMETERS);
        Object flow = store.remove(FLOW);
        Binding binding = Binding.of(contact, callId)
                .id(row.number(1))
                .received(LocationRows.textOrNull(row.text(5)))
                .path(LocationRows.textOrNull(row.text(6)))
                .expires(Math.max(0, row.number(7)))
                .q(LocationRows.q(row.decimal(columns.get(7))))
                .order(callId, row.number(10))
                .modified(LocationRows.seconds(row.time(columns.get(10))))
                .marks((int) row.number(12) & Binding.PUSH)
                .flags(LocationRows.text(row.text(13)))
                .userAgent(LocationRows.text(row.text(14)))
                .socket(LocationRows.text(row.text(15)))
                .methods(row.text(16) == null ? MethodMask.ALL : (int) row.number(16))
                .instance(LocationRows.instance(row.text(17)), regId)
                .store(store.isEmpty() ? null : JsonText.of(store))
                .parameters(parameters instanceof String text ? text : null)
                .flow(flow instanceof String token ? token : null)
                .attributes(LocationRows.textOrNull(row.text(19)))
                .build();
        return new Loaded(address, binding);
    }
}
