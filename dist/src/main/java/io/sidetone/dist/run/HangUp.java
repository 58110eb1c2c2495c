package io.sidetone.dist.run;

import java.lang.System.Logger.Level;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;

/// SIGHUP, by which operators have a server read its configuration again.
///
/// The JDK has no public way to hear a signal. What it has instead compilers warn of, so it is found by its name;
/// where it is not there, a server is reloaded by a command only.
final class HangUp {

    private static final System.Logger LOG = System.getLogger(HangUp.class.getName());

    private HangUp() {}

    /// Does something each time that the signal comes, on a thread of the JVM's.
    static void each(Runnable task) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            InvocationHandler calls = (proxy, method, arguments) -> switch (method.getName()) {
                case "handle" -> {
                    task.run();
                    yield null;
                }
                case "hashCode" -> System.identityHashCode(proxy);
                case "equals" -> arguments[0].equals(task);
                default -> HangUp.class.getName();
            };
            Object heard = Proxy.newProxyInstance(HangUp.class.getClassLoader(), new Class<?>[] {handler}, calls);
            Object hangUp = signal.getConstructor(String.class).newInstance("HUP");
            signal.getMethod("handle", signal, handler).invoke(null, hangUp, heard);
        } catch (ReflectiveOperationException e) {
            LOG.log(Level.WARNING, "SIGHUP cannot be heard here: {0}", e.toString());
        }
    }
}
