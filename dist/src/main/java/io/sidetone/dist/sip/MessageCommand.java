package io.sidetone.dist.sip;

import io.sidetone.dist.command.CommandException;
import io.sidetone.dist.command.Version;
import io.sidetone.sip.header.Method;
import io.sidetone.sip.message.SipRequest;
import io.sidetone.sip.ua.UserAgentHandler;
import io.sidetone.sip.uri.Uri;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `sip message`: sends an instant message.
@Command(
        name = "message",
        description = "Sends a text with MESSAGE.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:it was taken",
            "1:fault on this side",
            "2:bad usage",
            "3:refused",
            "4:busy",
            "5:not answered in time",
            "6:no way to the other side",
            "7:password missing or wrong"
        })
final class MessageCommand implements Callable<Integer> {

    private static final String TYPE = "text/plain;charset=UTF-8";

    @Mixin
    private final CommonOptions options = new CommonOptions();

    @Parameters(index = "0", paramLabel = "URI", description = "Whom to tell it.")
    private String target = "";

    @Parameters(index = "1", paramLabel = "TEXT", description = "What to tell.")
    private String text = "";

    @Override
    public Integer call() throws CommandException {
        Uri uri = CommonOptions.uri(target);
        Consumer<SipRequest.Builder> headers = options.headers();
        Report report = options.report();
        report.put("command", "message");
        report.put("target", uri.toString());
        try (Phone phone = Phone.open(options, options.identity(uri), UserAgentHandler.NONE)) {
            phone.way(uri);
            SipRequest.Builder request = phone.agent().request(Method.MESSAGE, uri);
            headers.accept(request);
            request.body(TYPE, text.getBytes(StandardCharsets.UTF_8));
            return new SingleRequest(phone, report).send(request.build(), _ -> {});
        }
    }
}
