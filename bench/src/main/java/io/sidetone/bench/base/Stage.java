package io.sidetone.bench.base;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// The processes of a round: those that are measured, and the one that drives them. Confined to the thread
/// that uses it.
public final class Stage implements AutoCloseable {

    /// The driver puts a number that counts up in its place: each message is one of a call of its own.
    private static final String NUMBER = "##############";

    private final CPrograms programs;
    private final Child driver;
    private final List<Child> children = new ArrayList<>();

    private Stage(CPrograms programs) throws IOException {
        this.programs = programs;
        this.driver = Child.of(
                programs.path("driver"),
                programs.write("message", Samples.inviteOfCall(NUMBER)).toString());
    }

    /// Starts the driver.
    ///
    /// @throws IOException if it can not be compiled or started
    public static Stage open() throws IOException {
        CPrograms programs = CPrograms.compile("driver", "forwarder");
        try {
            return new Stage(programs);
        } catch (IOException e) {
            programs.close();
            throw e;
        }
    }

    /// Where the driver takes datagrams back.
    public int driverPort() {
        return driver.port();
    }

    /// Starts a program in C.
    public Child startC(String program, String... arguments) throws IOException {
        return keep(Child.of(programs.path(program), arguments));
    }

    /// Starts a program of `io.sidetone.bench.subject`.
    public Child startJava(List<String> arguments) throws IOException {
        return startJava(Child.JVM_FLAGS, arguments);
    }

    /// The same with other flags for its virtual machine.
    public Child startJava(List<String> flags, List<String> arguments) throws IOException {
        return keep(Child.ofJava(flags, arguments));
    }

    private Child keep(Child child) {
        children.add(child);
        return child;
    }

    /// Has the driver send to a process.
    ///
    /// @param amount what the order counts, a rate, a window or a number
    public Outcome drive(Order order, Child child, int amount, int millis) throws IOException {
        return Outcome.parse(
                driver.ask(order.word() + " " + child.pid() + " " + child.port() + " " + amount + " " + millis));
    }

    @Override
    public void close() throws IOException {
        for (Child child : children) {
            child.close();
        }
        driver.close();
        programs.close();
    }
}
