package io.sidetone.server.command;

import io.sidetone.script.value.JsonReader;
import io.sidetone.script.value.JsonText;
import io.sidetone.script.value.ScriptError;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Commands as JSON-RPC 2.0, whatever they arrive by. Waits for what the commands do. Thread-safe.
public final class JsonRpc {

    private static final System.Logger LOG = System.getLogger(JsonRpc.class.getName());

    private static final String VERSION = "2.0";
    private static final int MOST_AT_ONCE = 100;
    private static final int PARSE_ERROR = -32_700;
    private static final int INVALID = -32_600;
    private static final int NO_METHOD = -32_601;
    private static final int BAD_PARAMETERS = -32_602;
    private static final int INTERNAL = -32_603;

    private final Commands commands;

    /// @param commands what can be done
    public JsonRpc(Commands commands) {
        this.commands = commands;
    }

    /// Does what a request says.
    ///
    /// @param text a request, or a list of some
    /// @return the response; null if none is wanted
    public @Nullable String answer(String text) {
        Object request;
        try {
            request = JsonReader.read(text);
        } catch (ScriptError e) {
            return JsonText.of(failure(null, PARSE_ERROR, "Parse error: " + e.reason()));
        }
        if (!(request instanceof List<?> several)) {
            Map<String, @Nullable Object> response = one(request);
            return response == null ? null : JsonText.of(response);
        }
        if (several.isEmpty() || several.size() > MOST_AT_ONCE) {
            return JsonText.of(failure(null, INVALID, "Invalid Request: from 1 to " + MOST_AT_ONCE + " at once"));
        }
        List<Object> responses = new ArrayList<>();
        for (Object each : several) {
            Map<String, @Nullable Object> response = one(each);
            if (response != null) {
                responses.add(response);
            }
        }
        return responses.isEmpty() ? null : JsonText.of(responses);
    }

    private @Nullable Map<String, @Nullable Object> one(@Nullable Object request) {
        if (!(request instanceof Map<?, ?> fields) || !(fields.get("method") instanceof String method)) {
            Object id = request instanceof Map<?, ?> fields ? fields.get("id") : null;
            return failure(id, INVALID, "Invalid Request");
        }
        Map<String, @Nullable Object> response = run(fields.get("id"), method, fields.get("params"));
        return fields.get("id") == null ? null : response;
    }

    private Map<String, @Nullable Object> run(@Nullable Object id, String method, @Nullable Object parameters) {
        if (commands.find(method) == null) {
            return failure(id, NO_METHOD, "Method not found");
        }
        try {
            Object result = switch (parameters) {
                case null -> commands.run(method, List.of());
                case List<?> inOrder -> commands.run(method, inOrder);
                case Map<?, ?> named -> commands.run(method, named(named));
                default -> throw new CommandException(BAD_PARAMETERS, "Invalid params");
            };
            Map<String, @Nullable Object> response = new LinkedHashMap<>();
            response.put("jsonrpc", VERSION);
            response.put("result", result);
            response.put("id", id);
            return response;
        } catch (CommandException e) {
            return failure(id, e.code(), String.valueOf(e.getMessage()));
        } catch (RuntimeException | Error fault) {
            LOG.log(Level.ERROR, "The command " + method + " has failed", fault);
            return failure(id, INTERNAL, "Internal error");
        }
    }

    private static Map<String, @Nullable Object> named(Map<?, ?> parameters) {
        Map<String, @Nullable Object> named = new LinkedHashMap<>();
        parameters.forEach((name, value) -> named.put(String.valueOf(name), value));
        return named;
    }

    private static Map<String, @Nullable Object> failure(@Nullable Object id, int code, String message) {
        Map<String, @Nullable Object> error = new LinkedHashMap<>();
        error.put("code", (long) code);
        error.put("message", message);
        Map<String, @Nullable Object> response = new LinkedHashMap<>();
        response.put("jsonrpc", VERSION);
        response.put("error", error);
        response.put("id", id);
        return response;
    }
}
