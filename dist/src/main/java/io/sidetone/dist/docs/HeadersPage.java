package io.sidetone.dist.docs;

import io.sidetone.dist.house.Reactor;
import io.sidetone.sip.header.HeaderName;
import io.sidetone.sip.header.HeaderType;
import io.sidetone.sip.header.Headers;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.util.EnumMap;
import java.util.Map;

/// `docs/headers.md`: the header fields that the stack knows and the Java types of their values.
final class HeadersPage {

    private HeadersPage() {}

    static GeneratedPage of(Reactor reactor) {
        StringBuilder page = new StringBuilder("""
                # Header fields

                Generated from `HeaderName` and `Headers` by `./sidetone docs`; do not edit.

                Every field not listed here is carried byte for byte. A field without a type is read and written as text.
                "once" fields stand in a message at most once; "list" fields may be repeated, and commas separate their values;
                "repeatable" fields may be repeated, and their commas separate nothing.

                | field | compact | how often | RFC | type | value |
                |---|---|---|---|---|---|
                """);
        Map<HeaderName, Field> types = types();
        for (HeaderName name : HeaderName.values()) {
            Field type = types.get(name);
            Character compact = name.compactForm();
            page.append("| ").append(name.text());
            page.append(" | ").append(compact == null ? "" : "`" + compact + "`");
            page.append(" | ").append(howOften(name));
            page.append(" | ").append(name.rfc());
            page.append(" | ").append(type == null ? "" : "`Headers." + type.getName() + "`");
            page.append(" | ").append(type == null ? "" : "`" + valueType(type) + "`");
            page.append(" |\n");
        }
        return new GeneratedPage("docs/headers.md", page.toString());
    }

    private static String howOften(HeaderName name) {
        return switch (name.cardinality()) {
            case SINGLE -> "once";
            case REPEATABLE -> "repeatable";
            case LIST -> "list";
        };
    }

    private static Map<HeaderName, Field> types() {
        Map<HeaderName, Field> types = new EnumMap<>(HeaderName.class);
        for (Field field : Headers.class.getFields()) {
            try {
                if (field.get(null) instanceof HeaderType<?> type && type.known() != null) {
                    types.put(type.known(), field);
                }
            } catch (IllegalAccessException e) {
                throw new IllegalStateException("Public, and yet not to be read: " + field, e);
            }
        }
        return types;
    }

    /// The `Via` of `HeaderType<Via>`, package names left out.
    private static String valueType(Field field) {
        return field.getGenericType() instanceof ParameterizedType type
                ? type.getActualTypeArguments()[0]
                        .getTypeName()
                        .replaceAll("[a-z][\\w]*\\.", "")
                        .replace('$', '.')
                : "?";
    }
}
