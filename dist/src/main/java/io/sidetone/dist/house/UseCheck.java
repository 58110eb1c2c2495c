package io.sidetone.dist.house;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// Rules about what code may not call, each with the reason why and what to do instead. A class that must break
/// one stands in `house-exceptions.txt`; a line there that nobody needs is an offence too.
final class UseCheck implements Check {

    /// One rule.
    ///
    /// @param name as `house-exceptions.txt` calls it
    /// @param where the classes that it is for
    /// @param forbidden what they may not use, as [Use#member] spells it
    /// @param advice what to do instead
    record Rule(String name, Predicate<CompiledClass> where, Pattern forbidden, String advice) {

        Rule(String name, Predicate<CompiledClass> where, String advice, String... forbidden) {
            this(name, where, Pattern.compile(String.join("|", forbidden)), advice);
        }

        boolean forbids(CompiledClass type, Use use) {
            return where.test(type) && forbidden.matcher(use.member()).lookingAt();
        }
    }

    private static final List<Rule> RULES = List.of(
            new Rule(
                    "clock",
                    type -> !type.name().equals("io.sidetone.sip.base.SystemClock") && !type.isIn("bench"),
                    "be handed an io.sidetone.sip.base.Clock, so that a test can hold time still.",
                    "java/lang/System\\.(nanoTime|currentTimeMillis)",
                    "java/time/\\w+\\.now\\(",
                    "java/time/Clock\\.(system|tick)",
                    "java/util/Date\\.<init>\\(\\)",
                    "java/util/Calendar\\.getInstance"),
            new Rule(
                    "sleep",
                    _ -> true,
                    "wait for the event itself (a future, a latch), or step a clock that the test holds.",
                    "java/lang/Thread\\.(sleep|onSpinWait)",
                    "java/util/concurrent/TimeUnit\\.sleep",
                    "java/util/concurrent/locks/LockSupport\\.park(Nanos|Until)"),
            new Rule(
                    "console",
                    type -> !type.name().endsWith("Main") || !type.isIn("dist", "bench"),
                    "return or log it (System.Logger); only the class of a command line prints: call it XxxMain, in "
                            + "dist or bench.",
                    "java/lang/System\\.(out|err) ",
                    "java/lang/IO\\.",
                    ".*\\.printStackTrace\\(\\)V"),
            new Rule(
                    "slow-text",
                    type -> !type.test() && type.isIn("sip"),
                    "write it as a loop or with TextReader and ByteWriter: messages pass here.",
                    "java/lang/String\\.(format|matches|replaceAll|replaceFirst|split)",
                    "java/util/(regex|stream)/",
                    ".*\\)Ljava/util/stream/"),
            new Rule(
                    "thread",
                    type -> !type.test() && type.isIn("sip"),
                    "a message is handled on the thread that read it: be handed an executor if it must really wait.",
                    "java/lang/Thread\\.(<init>|start|ofPlatform|ofVirtual)"),
            new Rule(
                    "thread-local",
                    _ -> true,
                    "pass the value as an argument, or use a ScopedValue.",
                    "java/lang/(Inheritable)?ThreadLocal\\."),
            new Rule("unsafe", _ -> true, "use VarHandle or java.lang.foreign.", "(sun|jdk/internal)/misc/Unsafe\\."));

    @Override
    public List<String> offences(Reactor reactor) {
        List<Exceptions.Entry> excused = reactor.exceptions().entries();
        Set<Exceptions.Entry> needed = new HashSet<>();
        Set<String> offences = new LinkedHashSet<>();
        for (CompiledClass type : reactor.classes()) {
            for (Use use : type.uses()) {
                for (Rule rule : RULES) {
                    if (rule.forbids(type, use) && !excuse(rule, type, excused, needed)) {
                        offences.add(type.at(use.line()) + ": " + type.name() + "." + use.method() + " uses "
                                + use.text() + " (rule '" + rule.name() + "'): " + rule.advice());
                    }
                }
            }
        }
        for (Exceptions.Entry entry : excused) {
            if (!needed.contains(entry)) {
                offences.add("house-exceptions.txt:" + entry.line() + ": " + entry.className()
                        + " does not break the rule '" + entry.rule() + "': delete the line.");
            }
        }
        return List.copyOf(offences);
    }

    private static boolean excuse(
            Rule rule, CompiledClass type, List<Exceptions.Entry> excused, Set<Exceptions.Entry> needed) {
        for (Exceptions.Entry entry : excused) {
            if (entry.covers(rule.name(), type.name())) {
                needed.add(entry);
                return true;
            }
        }
        return false;
    }
}
