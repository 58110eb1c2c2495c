package io.sidetone.modules.registrar;

import io.sidetone.modules.core.CoreModule;
import io.sidetone.modules.usrloc.UsrlocModule;
import io.sidetone.server.testing.ScriptTest;
import io.sidetone.sip.testing.ScriptedPeer;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.nio.charset.StandardCharsets;

/// A server that phones register with for ever, until it is killed. It says who was answered 200. Argument: the
/// URL of its database.
final class RegisteringForEver {

    private static final int PHONES = 300;

    private RegisteringForEver() {}

    static String script(String url) {
        return """
                loadmodule "usrloc.so"
                loadmodule "registrar.so"
                modparam("usrloc", "working_mode_preset", "single-instance-sql-write-through")
                modparam("usrloc", "db_url", "%s")
                route { save("location"); }
                """.formatted(url);
    }

    public static void main(String[] arguments) throws Exception {
        try (FileOutputStream out = new FileOutputStream(FileDescriptor.out);
                ScriptTest test = ScriptTest.of(
                        script(arguments[0]), new CoreModule(), new UsrlocModule(), new RegistrarModule())) {
            ScriptedPeer phone = test.peer();
            for (int i = 0; ; i++) {
                String user = "sip:user" + i % PHONES + "@example.org";
                // A later registration of the same user adds a contact.
                String contact = "sip:phone@192.0.2.1:5060;round=" + i / PHONES;
                test.ask(phone, 200, "REGISTER", "To: <" + user + ">", "Contact: <" + contact + ">;expires=100000");
                out.write((user.substring(4) + " " + contact + "\n").getBytes(StandardCharsets.UTF_8));
            }
        }
    }
}
