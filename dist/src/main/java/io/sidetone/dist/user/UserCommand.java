package io.sidetone.dist.user;

import io.sidetone.dist.command.CommandException;
import io.sidetone.dist.command.ExitCode;
import io.sidetone.dist.command.Printable;
import io.sidetone.dist.command.Version;
import io.sidetone.modules.auth_db.Subscribers;
import io.sidetone.modules.auth_db.Subscribers.Account;
import io.sidetone.modules.domain.Domains;
import io.sidetone.server.Server;
import io.sidetone.server.storage.Database;
import io.sidetone.server.storage.DatabaseException;
import io.sidetone.server.storage.DatabaseSettings;
import io.sidetone.server.storage.DatabaseUrl;
import io.sidetone.server.storage.PrivateFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/// `user`: a command for each thing that can be done to the users in a database. Confined to the thread of the
/// command.
@Command(
        name = "user",
        description = "The users of a server. A server that runs sees changes at once, or within a minute.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:done", "1:not done: there is such a user, or none, or no database", "2:bad usage"},
        synopsisSubcommandLabel = "COMMAND")
final class UserCommand implements Callable<Integer> {

    private final PasswordOptions.Prompt prompt;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            scope = ScopeType.INHERIT,
            defaultValue = "data",
            description = "The folder of the server, as for ./sidetone run (default: ${DEFAULT-VALUE}).")
    private Path data = Path.of("");

    @Option(
            names = "--db",
            paramLabel = "URL",
            scope = ScopeType.INHERIT,
            description =
                    "The database, if it is not in that folder: postgres://USER@HOST/NAME, mysql://..., sqlite:...")
    private @Nullable String url;

    private UserCommand(PasswordOptions.Prompt prompt) {
        this.prompt = prompt;
    }

    /// The command with all that belong to it.
    static CommandLine of(PasswordOptions.Prompt prompt) {
        return new CommandLine(new UserCommand(prompt));
    }

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "which command? add, list, passwd or rm");
    }

    @Command(name = "add", description = "Adds a user.", mixinStandardHelpOptions = true)
    int add(
            @Parameters(paramLabel = "NAME@DOMAIN", description = "Who; the domain is the realm.") String user,
            @CommandLine.Mixin PasswordOptions password)
            throws CommandException {
        Account account = account(user);
        String secret = password.password(prompt);
        with(true, (users, database) -> {
            if (!users.add(account, secret, password.isPlain())) {
                throw CommandException.failed(
                        account + " is there already. For a new password: ./sidetone user passwd " + account);
            }
            String added = account + " was added.";
            int _ = say(
                    isNewDomain(database, account)
                            ? added + " A server that runs learns of " + account.domain() + " by SIGHUP."
                            : added);
        });
        return ExitCode.DONE;
    }

    @Command(name = "passwd", description = "Gives a user another password.", mixinStandardHelpOptions = true)
    int passwd(
            @Parameters(paramLabel = "NAME@DOMAIN", description = "Who.") String user,
            @CommandLine.Mixin PasswordOptions password)
            throws CommandException {
        Account account = account(user);
        String secret = password.password(prompt);
        with(false, (users, _) -> {
            if (!users.changePassword(account, secret, password.isPlain())) {
                throw CommandException.failed("there is no user " + account + ".");
            }
        });
        return say(account + " has a new password.");
    }

    @Command(name = "rm", description = "Removes a user.", mixinStandardHelpOptions = true)
    int remove(@Parameters(paramLabel = "NAME@DOMAIN", description = "Who.") String user) throws CommandException {
        Account account = account(user);
        with(false, (users, _) -> {
            if (!users.remove(account)) {
                throw CommandException.failed("there is no user " + account + ".");
            }
        });
        return say(account + " was removed.");
    }

    @Command(name = "list", description = "Lists all users, one in each line.", mixinStandardHelpOptions = true)
    int list() throws CommandException {
        PrintWriter out = spec.commandLine().getOut();
        with(false, (users, _) -> users.forEach(account -> out.println(Printable.line(account.toString()))));
        return ExitCode.DONE;
    }

    /// Makes the domain of a user one of ours. A database that others have made may have no table for that.
    private boolean isNewDomain(Database database, Account account) {
        try {
            return Domains.add(database, account.domain());
        } catch (DatabaseException e) {
            spec.commandLine().getErr().println("The domain was not added: " + Printable.line(e.getMessage() + "."));
            return false;
        }
    }

    private int say(String sentence) {
        spec.commandLine().getOut().println(sentence);
        return ExitCode.DONE;
    }

    private static Account account(String text) throws CommandException {
        try {
            return Account.parse(text);
        } catch (IllegalArgumentException e) {
            throw CommandException.usage(e.getMessage() + ".");
        }
    }

    /// What is done to users.
    @FunctionalInterface
    private interface Work {

        void on(Subscribers users, Database database) throws DatabaseException, CommandException;
    }

    /// @param makes whether the folder, its database and the tables of an empty one are made if they are not
    ///     there
    private void with(boolean makes, Work work) throws CommandException {
        try (Database database = Database.open(
                url == null ? DatabaseUrl.file(file(makes)) : DatabaseUrl.parse(url),
                DatabaseSettings.DEFAULT.withCreate(makes))) {
            work.on(Subscribers.of(database), database);
        } catch (DatabaseException e) {
            throw CommandException.failed(e.getMessage() + ".");
        } catch (IllegalArgumentException e) {
            throw CommandException.usage(e.getMessage() + ".");
        }
    }

    private Path file(boolean makes) throws CommandException {
        Path file = data.resolve(Server.DATABASE);
        try {
            if (makes) {
                PrivateFiles.createFolders(data);
            } else if (!Files.exists(file)) {
                throw CommandException.failed(
                        "there is no database " + file + ": say with --data or --db where it is.");
            }
        } catch (IOException e) {
            throw CommandException.failed("the folder " + data + " can not be made: " + e.getMessage() + ".");
        }
        return file;
    }
}
