package io.sidetone.server.service;

import io.sidetone.sip.header.Method;
import java.util.List;

/// Sets of methods as both families store them with a contact: a bit for each known method, and one for all
/// others. Thread-safe: only functions.
public final class MethodMask {

    /// Every method, for a device that does not say.
    public static final int ALL = -1;

    private static final int OTHER = 1 << 14;

    private MethodMask() {}

    /// The bit of a method.
    public static int of(Method method) {
        return switch (method.name()) {
            case "INVITE" -> 1;
            case "CANCEL" -> 1 << 1;
            case "ACK" -> 1 << 2;
            case "BYE" -> 1 << 3;
            case "INFO" -> 1 << 4;
            case "OPTIONS" -> 1 << 5;
            case "UPDATE" -> 1 << 6;
            case "REGISTER" -> 1 << 7;
            case "MESSAGE" -> 1 << 8;
            case "SUBSCRIBE" -> 1 << 9;
            case "NOTIFY" -> 1 << 10;
            case "PRACK" -> 1 << 11;
            case "REFER" -> 1 << 12;
            case "PUBLISH" -> 1 << 13;
            default -> OTHER;
        };
    }

    /// The bits of several methods.
    public static int of(List<Method> methods) {
        int mask = 0;
        for (Method method : methods) {
            mask |= of(method);
        }
        return mask;
    }

    /// Whether a set holds a method.
    public static boolean holds(int mask, Method method) {
        return (mask & of(method)) != 0;
    }
}
