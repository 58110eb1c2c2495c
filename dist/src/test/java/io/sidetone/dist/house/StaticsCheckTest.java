package io.sidetone.dist.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StaticsCheckTest {

    private final StaticsCheck check = new StaticsCheck();

    @TempDir
    private Path folder;

    @Test
    void namesAStaticThatIsNotFinal() {
        Reactor reactor = new PlantedTree(folder)
                .main("sip/text/Reader", "class Reader {\n    private static int count;\n}")
                .grow();
        assertThat(check.offences(reactor))
                .containsExactly("sip/src/main/java/io/sidetone/sip/text/Reader.java:3: the static field "
                        + "io.sidetone.sip.text.Reader.count is not final: what changes belongs to an object that "
                        + "somebody makes and hands on; a constant table is an instance with final fields.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            byte[]                                        | null                   | is an array
            java.util.ArrayList<String>                   | null                   | holds a ArrayList
            java.util.HashMap<String, String>             | null                   | holds a HashMap
            java.util.EnumMap<Thread.State, String>       | null                   | holds a EnumMap
            java.util.Random                              | null                   | holds a Random
            java.util.concurrent.ConcurrentMap<String, X> | null                   | holds a ConcurrentMap
            java.util.concurrent.atomic.LongAdder         | null                   | holds a LongAdder
            ThreadLocal<String>                           | null                   | holds a ThreadLocal
            StringBuilder                                 | null                   | holds a StringBuilder
            Counter                                       | new Counter()          | field 'count' changes
            Child                                         | new Child()            | field 'count' changes
            """)
    void namesATypeThatChanges(String type, String value, String why) {
        Reactor reactor = new PlantedTree(folder)
                .main("sip/text/X", """
                        class X { static final %s FIELD = %s; }
                        class Counter { int count; }
                        class Child extends Counter { final int other = 1; }
                        """.formatted(type, value))
                .grow();
        assertThat(check.offences(reactor)).singleElement().asString().contains("io.sidetone.sip.text.X.FIELD", why);
    }

    @Test
    void allowsWhatDoesNotChange() {
        Reactor reactor = new PlantedTree(folder).main("sip/text/Good", """
                        import java.util.*;
                        import java.util.concurrent.TimeUnit;
                        enum Good {
                            ONE, TWO;
                            static final int NUMBER = 1;
                            static final String TEXT = "text";
                            static final List<String> LIST = List.of();
                            static final Map<String, String> MAP = Map.of();
                            static final TimeUnit UNIT = TimeUnit.DAYS;
                            static final Point POINT = new Point(1);
                            record Point(int x) {}
                            int number() {
                                assert this != null;
                                return switch (this) { case ONE -> 1; case TWO -> 2; };
                            }
                        }
                        """).grow();
        assertThat(check.offences(reactor)).isEmpty();
    }
}
