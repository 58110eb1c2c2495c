package io.sidetone.dist.house;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Rule: a class is named after what it is, not `Impl`, `Manager`, `Helper` or `Util`.
final class NameCheck implements Check {

    private static final Pattern EMPTY_WORD = Pattern.compile(".*(?:Impl|Manager|Helper|Util)s?(?:Test)?");

    @Override
    public List<String> offences(Reactor reactor) {
        List<String> offences = new ArrayList<>();
        for (CompiledClass type : reactor.classes()) {
            String simpleName = type.name().substring(type.name().lastIndexOf('.') + 1);
            if (EMPTY_WORD.matcher(simpleName).matches()) {
                offences.add(
                        reactor.place(type, simpleName) + ": " + type.name() + " has a name that says nothing (Impl, "
                                + "Manager, Helper, Util): name it after what it is, with the RFC's word if there is "
                                + "one.");
            }
        }
        return offences;
    }
}
