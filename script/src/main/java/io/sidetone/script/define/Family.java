package io.sidetone.script.define;

/// The servers whose configurations we run.
public enum Family {
    OPENSIPS("OpenSIPS"),
    KAMAILIO("Kamailio");

    private final String title;

    Family(String title) {
        this.title = title;
    }

    /// Its name as it writes it itself.
    public String title() {
        return title;
    }
}
