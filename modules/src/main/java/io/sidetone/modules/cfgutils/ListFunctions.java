package io.sidetone.modules.cfgutils;

import io.sidetone.script.value.Values;
import io.sidetone.server.module.Argument;
import io.sidetone.server.module.ModuleBuilder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/// Functions for variables with several values. Thread-safe: only functions.
final class ListFunctions {

    private ListFunctions() {}

    static void define(ModuleBuilder module) {
        module.function("set_count", "Counts the values of a variable.")
                .with(Argument.output("var_to_count", "The variable."))
                .with(Argument.output("ret_var", "Takes the number."))
                .returns(1, "done")
                .example("set_count($avp(dids), $var(count));")
                .does((_, counted, result) -> {
                    result.set((long) counted.all().size());
                    return 1;
                });
        module.function(
                        "set_select_weight",
                        "Chooses one of the values of a variable by chance, a large number more"
                                + " often than a small one.")
                .with(Argument.output("int_list_var", "The variable; its values are numbers."))
                .returns(-1, "there is no value greater than 0")
                .example("set_select_weight($avp(weights));")
                .does((_, weights) -> choose(weights.all()));
        module.function("shuffle_avps", "Puts the values of a variable into an order by chance.")
                .with(Argument.output("name", "The variable."))
                .returns(1, "done")
                .returns(-1, "it has no value")
                .example("shuffle_avps($avp(foo));")
                .does((_, variable) -> {
                    List<Object> values = new ArrayList<>(variable.all());
                    if (values.isEmpty()) {
                        return -1;
                    }
                    Collections.shuffle(values, ThreadLocalRandom.current());
                    variable.replaceAll(values);
                    return 1;
                });
    }

    /// The index from 0; since 0 would end the script, the first one is given as its number of values.
    private static int choose(List<?> values) {
        long sum = 0;
        for (Object value : values) {
            sum += weight(value);
        }
        if (sum <= 0) {
            return -1;
        }
        long at = ThreadLocalRandom.current().nextLong(sum);
        for (int i = 0; i < values.size(); i++) {
            at -= weight(values.get(i));
            if (at < 0) {
                return i == 0 ? values.size() : i;
            }
        }
        return -1;
    }

    private static long weight(Object value) {
        Long number = Values.integer(value);
        return number == null ? 0 : Math.clamp(number, 0, Integer.MAX_VALUE);
    }
}
