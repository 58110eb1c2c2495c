package io.sidetone.bench.base;

import java.io.IOException;
import java.util.List;

/// A program that forwards datagrams to the driver, as a line of the table. Immutable.
///
/// @param name in the table
/// @param start starts it on a stage
public record Forwarder(String name, Start start) {

    /// The measure of all others.
    public static final Forwarder C =
            new Forwarder("C", stage -> stage.startC("forwarder", Integer.toString(stage.driverPort())));

    /// What sockets that are connected to a peer would gain.
    public static final Forwarder C_CONNECTED = new Forwarder(
            "C, sending on a connected socket",
            stage -> stage.startC("forwarder", Integer.toString(stage.driverPort()), "connected"));

    /// Our sockets and nothing else.
    public static final Forwarder OURS = java("ours", "socket-forwarder");

    /// The whole transport layer, with what a proxy changes in a message.
    public static final Forwarder LAYER = java("ours, messages read, changed and written", "layer-forwarder");

    /// The JDK's channels.
    public static final Forwarder CHANNEL = java("JDK, blocking channel", "channel-forwarder");

    /// Netty's channels of the JDK.
    public static final Forwarder NETTY = java("Netty, NIO", "netty-forwarder");

    private static Forwarder java(String name, String program) {
        return new Forwarder(name, stage -> stage.startJava(List.of(program, Integer.toString(stage.driverPort()))));
    }

    /// How a forwarder is started.
    public interface Start {

        /// Starts it.
        Child on(Stage stage) throws IOException;
    }
}
