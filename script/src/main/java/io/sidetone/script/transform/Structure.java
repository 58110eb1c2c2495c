package io.sidetone.script.transform;

import io.sidetone.script.define.TransformationDefinition;
import io.sidetone.script.source.Dialect;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Texts of one syntax, of which transformations give the parts. Null, the empty text and text of another syntax
/// give null; a part that is missing gives null too, but the empty text in Kamailio's dialect. Immutable.
///
/// @param reader reads a text, null if it is of another syntax
public record Structure<T>(Function<String, @Nullable T> reader) {

    /// What a part is.
    @FunctionalInterface
    public interface Part<T> {

        /// The part, null if it is missing.
        @Nullable
        Object of(T whole, Arguments arguments);
    }

    /// The rows of one part, for each dialect one.
    ///
    /// @param row all but the operation
    public List<TransformationDefinition> part(TransformationDefinition row, Part<T> part) {
        return List.of(
                row.in(Dialect.NATIVE).by(operation(part, null)),
                row.in(Dialect.KAMAILIO).by(operation(part, "")));
    }

    /// The row of one part that is never missing, or the same to both.
    ///
    /// @param row all but the operation
    public TransformationDefinition whole(TransformationDefinition row, Part<T> part) {
        return row.by(operation(part, null));
    }

    private TransformationDefinition.Operation operation(Part<T> part, @Nullable String missing) {
        return TextOperation.with((text, arguments) -> {
            T whole = text.isEmpty() ? null : reader.apply(text);
            if (whole == null) {
                return null;
            }
            Object found = part.of(whole, arguments);
            return found == null ? missing : found;
        });
    }
}
