package io.sidetone.dist.plugin;

import io.sidetone.modules.Bundled;
import io.sidetone.server.module.Module;
import io.sidetone.server.module.ModuleSpec;
import io.sidetone.server.module.Services;
import io.sidetone.server.module.StartException;
import io.sidetone.server.module.StartException.Reason;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/// The modules of a folder of jars. The classes of a jar see those of the server and of their own jar, not those
/// of other jars. Confined to one thread.
public final class Plugins implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Plugins.class.getName());

    /// The data folder of who names none.
    public static final String USUAL_DATA = "data";

    private static final String FOLDER = "plugins";
    private static final String DECLARATION = "META-INF/services/" + Module.class.getName();

    private final List<Module> modules = new ArrayList<>();
    private final List<URLClassLoader> loaders = new ArrayList<>();

    /// Who has which name.
    private final Map<String, String> taken = new HashMap<>();

    private Plugins() {}

    /// Loads all jars of a folder, and has their modules declare themselves once to see that they can.
    ///
    /// @param named the folder; null for `plugins` in the data folder, which need not be there
    /// @param data the data folder
    /// @throws StartException naming the first jar that is of no use, and what to do about it
    public static Plugins load(@Nullable Path named, Path data) throws StartException {
        Path folder = named == null ? data.resolve(FOLDER) : named;
        Plugins plugins = new Plugins();
        if (named == null && !Files.exists(folder)) {
            return plugins;
        }
        try {
            for (Path jar : jars(folder)) {
                plugins.add(jar);
            }
        } catch (StartException e) {
            plugins.close();
            throw e;
        }
        return plugins;
    }

    private static List<Path> jars(Path folder) throws StartException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new StartException(
                    Reason.FILE,
                    "cannot read the folder of plug-ins " + folder.toAbsolutePath()
                            + ". Make it, give this user the right to read it, or name another one with --plugins DIR.",
                    e);
        }
    }

    private void add(Path jar) throws StartException {
        try {
            URLClassLoader loader = loader(jar);
            List<ServiceLoader.Provider<Module>> own = ServiceLoader.load(Module.class, loader).stream()
                    .filter(provider -> loader.equals(provider.type().getClassLoader()))
                    .toList();
            if (own.isEmpty()) {
                throw refused(jar, "it has no module. Name the class of one in its " + DECLARATION + ".");
            }
            for (ServiceLoader.Provider<Module> provider : own) {
                checkName(jar, ModuleSpec.of(provider.get(), new Services()).name());
                // A module declares itself once: the server gets another object.
                modules.add(provider.get());
            }
        } catch (IOException | RuntimeException | Error e) {
            throw refused(jar, why(e));
        }
    }

    private URLClassLoader loader(Path jar) throws IOException {
        // A class loader says nothing of a file that it cannot read.
        new JarFile(jar.toFile()).close();
        URLClassLoader loader = new URLClassLoader(new URL[] {url(jar)}, Module.class.getClassLoader());
        loaders.add(loader);
        return loader;
    }

    private static URL url(Path jar) throws MalformedURLException {
        return jar.toUri().toURL();
    }

    private void checkName(Path jar, String name) throws StartException {
        if (taken.isEmpty()) {
            Bundled.modules()
                    .forEach(module ->
                            taken.put(ModuleSpec.of(module, new Services()).name(), "the server"));
        }
        if (name.isEmpty()) {
            throw refused(jar, "its module has no name that a script could load it by. Give it one in `define`.");
        }
        String other = taken.putIfAbsent(name, jar.getFileName().toString());
        if (other != null) {
            throw refused(
                    jar,
                    "its module is called '" + name + "', as one of " + other
                            + " is. Give it another name in `define`, or take the jar away.");
        }
    }

    private static StartException refused(Path jar, String why) {
        return new StartException(Reason.FILE, "cannot load the plug-in " + jar.toAbsolutePath() + ": " + why);
    }

    private static String why(Throwable fault) {
        return switch (fault) {
            case ZipException _ -> "it is no jar, or not all of one. Copy it there again.";
            case IOException _ -> "it cannot be read. Give this user the right to read it.";
            case UnsupportedClassVersionError _ ->
                "it was compiled for a newer Java than the one that runs here. Compile it with --release "
                        + Runtime.version().feature() + ", or run the server with a newer Java.";
            case NoClassDefFoundError missing ->
                "it needs the class " + String.valueOf(missing.getMessage()).replace('/', '.')
                        + ", which neither it nor the server has. Pack that into the jar too.";
            case LinkageError misfit ->
                "it does not fit this server (" + misfit.getMessage() + "). Compile it anew against the server's jars.";
            case ServiceConfigurationError wrong
            when wrong.getCause() == null ->
                "what its " + DECLARATION + " says is wrong (" + wrong.getMessage()
                        + "). Each line names a public class of the jar that implements Module.";
            default -> {
                LOG.log(Level.ERROR, "A plug-in has failed", fault);
                yield "its module fails when it is made or declares itself. What it says stands above; tell its author.";
            }
        };
    }

    /// A new object of each module, for one server.
    public List<Module> modules() {
        return List.copyOf(modules);
    }

    /// Gives the files back: no class is loaded any more.
    @Override
    public void close() {
        for (URLClassLoader loader : loaders) {
            try {
                loader.close();
            } catch (IOException e) {
                LOG.log(Level.WARNING, "A plug-in cannot be closed: {0}", e.getMessage());
            }
        }
    }
}
