package io.sidetone.modules.usrloc;

import io.sidetone.server.service.Binding;
import io.sidetone.server.service.MethodMask;
import io.sidetone.server.storage.Row;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Rows of the table `location`, version 9. It has no columns for attributes and keys of contacts. Thread-safe.
///
/// @param useDomain whether domains are part of addresses
/// @param natFlag the branch flag that marks contacts behind a NAT, which is bit 6 there; empty for none
record KamailioRows(boolean useDomain, String natFlag) implements LocationRows {

    private static final String OURS = "uloc-";
    private static final int DIGITS = 16;
    private static final int NAT_BIT = 6;

    /// The bits of its methods in the order of ours: from INVITE to PUBLISH, and all others.
    private static final List<Integer> METHODS = List.of(0, 1, 2, 3, 4, 9, 11, 5, 8, 6, 7, 10, 12, 13, 19);

    @Override
    public List<String> columns() {
        return List.of(
                "ruid",
                "username",
                "domain",
                "contact",
                "received",
                "path",
                "expires",
                "q",
                "callid",
                "cseq",
                "last_modified",
                "flags",
                "cflags",
                "user_agent",
                "socket",
                "methods",
                "instance",
                "reg_id");
    }

    @Override
    public List<@Nullable Object> values(String address, Binding binding) {
        List<@Nullable Object> values = new ArrayList<>(18);
        values.add(key(binding));
        values.add(LocationRows.user(address, useDomain));
        values.add(LocationRows.domain(address, useDomain));
        values.add(binding.contact());
        values.add(binding.received());
        values.add(binding.path());
        values.add(expires(binding.expires()));
        values.add(LocationRows.q(binding));
        values.add(binding.callId());
        values.add(binding.cseq());
        values.add(Instant.ofEpochSecond(binding.modified()));
        values.add(0);
        values.add(bits(binding));
        values.add(binding.userAgent());
        values.add(binding.socket().isEmpty() ? null : binding.socket());
        values.add(binding.methods() == MethodMask.ALL ? null : methods(binding.methods()));
        values.add(LocationRows.instance(binding));
        values.add(binding.regId() == Binding.ABSENT ? 0 : binding.regId());
        return values;
    }

    @Override
    public Object key(Binding binding) {
        String row = binding.row();
        return row != null ? row : OURS + HexFormat.of().toHexDigits(binding.id());
    }

    @Override
    public Object expires(long second) {
        return Instant.ofEpochSecond(second);
    }

    @Override
    public @Nullable Loaded read(Row row, List<String> columns) throws SQLException {
        String address = LocationRows.address(row.text(2), row.text(3), useDomain);
        String contact = LocationRows.textOrNull(row.text(4));
        String callId = LocationRows.textOrNull(row.text(9));
        String ruid = LocationRows.textOrNull(row.text(1));
        if (address == null || contact == null || callId == null || ruid == null) {
            return null;
        }
        long id = id(ruid);
        int regId = (int) row.number(18);
        Binding binding = Binding.of(contact, callId)
                .id(id)
                .row(id == 0 ? ruid : null)
                .received(LocationRows.textOrNull(row.text(5)))
                .path(LocationRows.textOrNull(row.text(6)))
                .expires(LocationRows.seconds(row.time(columns.get(6))))
                .q(LocationRows.q(row.decimal(columns.get(7))))
                .order(callId, row.number(10))
                .modified(LocationRows.seconds(row.time(columns.get(10))))
                .flags(flags(row.number(13)))
                .userAgent(LocationRows.text(row.text(14)))
                .socket(LocationRows.text(row.text(15)))
                .methods(row.text(16) == null ? MethodMask.ALL : ourMethods((int) row.number(16)))
                .instance(LocationRows.instance(row.text(17)), regId == 0 ? Binding.ABSENT : regId)
                .build();
        return new Loaded(address, binding);
    }

    /// The number in a key that we have made; 0 for one of somebody else.
    private static long id(String ruid) {
        String digits = ruid.startsWith(OURS) ? ruid.substring(OURS.length()) : "";
        boolean ours = digits.length() == DIGITS && digits.chars().allMatch(HexFormat::isHexDigit);
        return ours ? HexFormat.fromHexDigitsToLong(digits) : 0;
    }

    /// Flags are numbered there.
    private int bits(Binding binding) {
        int bits = 0;
        for (String name : binding.flagNames()) {
            if (name.equalsIgnoreCase(natFlag)) {
                bits |= 1 << NAT_BIT;
            } else if (name.length() <= 2 && name.chars().allMatch(Character::isDigit)) {
                bits |= 1 << Integer.parseInt(name);
            }
        }
        return bits;
    }

    private String flags(long bits) {
        StringBuilder names = new StringBuilder();
        for (int bit = 0; bit < Integer.SIZE; bit++) {
            if ((bits & 1L << bit) != 0) {
                names.append(names.isEmpty() ? "" : " ")
                        .append(bit == NAT_BIT && !natFlag.isEmpty() ? natFlag : Integer.toString(bit));
            }
        }
        return names.toString();
    }

    private static int methods(int ours) {
        int theirs = 0;
        for (int bit = 0; bit < METHODS.size(); bit++) {
            theirs |= (ours >> bit & 1) << METHODS.get(bit);
        }
        return theirs;
    }

    private static int ourMethods(int theirs) {
        int ours = 0;
        for (int bit = 0; bit < METHODS.size(); bit++) {
            ours |= (theirs >> METHODS.get(bit) & 1) << bit;
        }
        return ours;
    }
}
