package io.sidetone.modules.cfgutils;

import io.sidetone.server.module.StartException;

/// What `shvset` sets: `name=i:1` or `name=s:text`. Immutable.
record Assignment(String name, Object value) {

    static Assignment parse(String text) throws StartException {
        int equals = text.indexOf('=');
        String value = equals < 0 ? "" : text.substring(equals + 1);
        if (equals <= 0 || value.length() < 2 || value.charAt(1) != ':') {
            throw new StartException(
                    StartException.Reason.CONFIGURATION,
                    "cfgutils: shvset '" + text + "' has to be name=i:number or name=s:text");
        }
        String name = text.substring(0, equals).strip();
        if (value.charAt(0) == 's') {
            return new Assignment(name, value.substring(2));
        }
        try {
            return new Assignment(name, Long.parseLong(value.substring(2).strip()));
        } catch (NumberFormatException _) {
            throw new StartException(
                    StartException.Reason.CONFIGURATION, "cfgutils: shvset '" + text + "' has no number behind i:");
        }
    }
}
