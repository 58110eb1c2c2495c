package io.sidetone.dist.check;

import io.sidetone.server.module.StartException;
import java.io.IOException;
import java.nio.file.Path;

/// Checks a routing script: what `./sidetone check` runs.
public final class CheckMain {

    private CheckMain() {}

    /// Prints all that is wrong with a script and ends with 1, or tells what is in it and ends with 0; ends with
    /// 2 if there is nothing to check.
    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    private static int run(String[] arguments) {
        try {
            ScriptCheck.Result result = ScriptCheck.run(Path.of(""), arguments);
            System.out.print(result.text());
            return result.good() ? 0 : 1;
        } catch (IllegalArgumentException | IOException | StartException e) {
            System.err.println("sidetone: " + e.getMessage());
            return 2;
        }
    }
}
