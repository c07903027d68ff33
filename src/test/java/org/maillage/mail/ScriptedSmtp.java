package org.maillage.mail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** A mail server that answers what the test wants: refuses at a step, stalls, drops the line in the middle of a message. */
final class ScriptedSmtp implements AutoCloseable {
    static final String DROP = "DROP";
    static final String STALL = "STALL";

    /** What it answers to {@code step} (EHLO, MAIL, RCPT, DATA, END) for {@code recipient}; empty for the usual yes. */
    interface Script {
        String answer(String step, String recipient);
    }

    record Received(String from, String to, String data) {
        String header(String name) {
            for (String line : data.split("\n"))
                if (line.startsWith(name + ":"))
                    return line.substring(name.length() + 1).strip();
            return "";
        }
    }

    final List<Received> received = new CopyOnWriteArrayList<>();
    final AtomicInteger connections = new AtomicInteger();
    private final ServerSocket listener;
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final CountDownLatch end = new CountDownLatch(1);
    private volatile Script script = (step, recipient) -> "";
    /** Whether it says that commands may come together. */
    volatile boolean pipelining = true;
    /** Whether it asks for the text of a message that has no recipient. */
    volatile boolean waitsForNothing;

    ScriptedSmtp() throws IOException {
        this(0);
    }

    ScriptedSmtp(int port) throws IOException {
        listener = new ServerSocket(port, 200, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    ScriptedSmtp answering(Script script) {
        this.script = script;
        return this;
    }

    int port() {
        return listener.getLocalPort();
    }

    SmtpUrl url() {
        return new SmtpUrl("127.0.0.1", port(), SmtpUrl.Tls.NONE, "", "");
    }

    List<String> recipients() {
        return received.stream().map(Received::to).toList();
    }

    /** Hangs up on everyone, as a server does with lines that lie idle or when it restarts. */
    void hangUp() throws IOException {
        for (Socket socket : open) socket.close();
        open.clear();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                socket.setTcpNoDelay(true);
                open.add(socket);
                connections.incrementAndGet();
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
            var out = socket.getOutputStream();
            say(out, "220 test");
            String from = "";
            String to = "";
            boolean accepted = false;
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String step = line.split("[ :]", 2)[0].toUpperCase(java.util.Locale.ROOT);
                switch (step) {
                    case "EHLO" -> answer(out, step, to, pipelining ? "250-test\r\n250 PIPELINING" : "250 test");
                    case "MAIL" -> {
                        from = inside(line);
                        to = "";
                        accepted = false;
                        answer(out, step, to, "250 ok");
                    }
                    case "RCPT" -> {
                        to = inside(line);
                        accepted = answer(out, step, to, "250 ok");
                    }
                    case "DATA" -> {
                        if (accepted) {
                            if (answer(out, step, to, "354 go")) message(in, out, from, to);
                        } else if (waitsForNothing) {
                            say(out, "354 go"); // RFC 2920 allows it
                            if (!".".equals(in.readLine())) throw new IOException("a text for nobody");
                            say(out, "554 no valid recipients");
                        } else {
                            say(out, "503 no recipient");
                        }
                    }
                    case "QUIT" -> {
                        say(out, "221 bye");
                        return;
                    }
                    default -> say(out, "250 ok");
                }
            }
        } catch (IOException e) {
            // The test or the client has dropped the line.
        }
    }

    private void message(BufferedReader in, OutputStream out, String from, String to) throws IOException {
        var data = new StringBuilder();
        if (script.answer("BODY", to).equals(DROP)) throw new IOException("dropped");
        for (String line = in.readLine(); !".".equals(line); line = in.readLine()) {
            if (line == null) throw new IOException("cut");
            data.append(line.startsWith(".") ? line.substring(1) : line).append('\n');
        }
        String wish = script.answer("END", to);
        if (wish.isEmpty()) received.add(new Received(from, to, data.toString()));
        answer(out, "END", to, "250 taken");
    }

    private static String inside(String line) {
        return line.substring(line.indexOf('<') + 1, line.indexOf('>'));
    }

    private boolean answer(OutputStream out, String step, String to, String yes) throws IOException {
        String wish = script.answer(step, to);
        if (wish.equals(DROP)) throw new IOException("dropped");
        if (wish.equals(STALL)) {
            try {
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            throw new IOException("stalled");
        }
        say(out, wish.isEmpty() ? yes : wish);
        return wish.isEmpty();
    }

    private static void say(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        end.countDown();
        for (Socket socket : open) socket.close();
    }
}
