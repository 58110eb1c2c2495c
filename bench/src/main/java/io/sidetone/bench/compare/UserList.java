package io.sidetone.bench.compare;

import io.sidetone.sip.text.Text;

/// Users whom SIPp takes one after the other, or any of them. Immutable.
///
/// @param from the number of the first one
/// @param count how many
/// @param isShuffled whether it takes any of them
record UserList(int from, int count, boolean isShuffled) {

    /// Those that the scenarios have.
    static final UserList USUAL = new UserList(0, Users.COUNT, false);

    /// The name of the file that they are in.
    String file() {
        return "users-" + from + "-" + count + (isShuffled ? "-shuffled" : "") + ".csv";
    }

    /// All of them as SIPp reads them: name and password.
    byte[] csv() {
        StringBuilder text = new StringBuilder(isShuffled ? "RANDOM\n" : "SEQUENTIAL\n");
        for (int number = from; number < from + count; number++) {
            text.append(Users.name(number))
                    .append(';')
                    .append(Users.password(number))
                    .append('\n');
        }
        return Text.encode(text.toString());
    }
}
