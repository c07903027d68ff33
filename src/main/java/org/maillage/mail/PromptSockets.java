package org.maillage.mail;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.SocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Makes sockets that send at once (TCP_NODELAY): an SMTP dialogue is small packets, and Nagle's algorithm against delayed
 * acknowledgements costs 40 ms a message. Remembers its socket, so that a stalled connection can be cut.
 */
final class PromptSockets extends SocketFactory {
    private volatile @Nullable Socket made;

    @Override
    public Socket createSocket() throws IOException {
        var socket = new Socket();
        socket.setTcpNoDelay(true);
        made = socket;
        return socket;
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        throw new IOException("Only unconnected sockets: the caller sets its timeout first");
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort) throws IOException {
        return createSocket(host, port);
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return createSocket(host.getHostName(), port);
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) throws IOException {
        return createSocket(host.getHostName(), port);
    }

    void close() {
        Socket socket = made;
        if (socket == null) return;
        try {
            socket.close();
        } catch (IOException e) {
            // It is being thrown away.
        }
    }
}
