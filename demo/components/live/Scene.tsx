import type { Stream } from "../../seed/streams";
import { SoundBars } from "../course/LessonPlayer";

interface SceneProps {
  readonly scene: Stream["scene"];
  readonly hostAvatarUrl: string | undefined;
  readonly hostName: string;
}

/** What the camera of a stream shows: a moving picture made of markup, with no film behind it. */
export function Scene({ scene, hostAvatarUrl, hostName }: SceneProps) {
  return (
    <div className="scene" data-scene={scene} aria-hidden="true">
      {scene === "code" && <CodeScene />}
      {scene === "chart" && <ChartScene />}
      {scene === "talk" && <TalkScene />}
      <span className="scene-host">
        {hostAvatarUrl !== undefined && (
          // biome-ignore lint/performance/noImgElement: a drawing of our own needs no optimiser
          <img src={hostAvatarUrl} alt="" width={96} height={96} />
        )}
        <span>
          <SoundBars />
          {hostName}
        </span>
      </span>
    </div>
  );
}

const code: readonly (readonly [indent: number, words: readonly (readonly [kind: string, text: string])[]])[] = [
  [
    0,
    [
      ["key", "useEffect"],
      ["", "(() => {"],
    ],
  ],
  [
    1,
    [
      ["key", "const "],
      ["", "socket = "],
      ["call", "connect"],
      ["", "(roomId);"],
    ],
  ],
  [
    1,
    [
      ["", "socket."],
      ["call", "on"],
      ["", "("],
      ["text", '"message"'],
      ["", ", show);"],
    ],
  ],
  [1, [["note", "// the line everybody forgets:"]]],
  [
    1,
    [
      ["key", "return "],
      ["", "() => socket."],
      ["call", "close"],
      ["", "();"],
    ],
  ],
  [0, [["", "}, [roomId]);"]]],
  [0, []],
  [
    0,
    [
      ["call", "expect"],
      ["", "(opened - closed)."],
      ["call", "toBe"],
      ["", "("],
      ["number", "0"],
      ["", ");"],
    ],
  ],
];

function CodeScene() {
  return (
    <div className="scene-window">
      <div className="scene-tabs">
        <i />
        <i />
        <i />
        <span>useRoom.ts</span>
        <span>useRoom.test.ts</span>
      </div>
      <pre>
        {code.map(([indent, words], line) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines of a drawing never move
          <code key={line} style={{ "--line": line, paddingInlineStart: `${indent * 1.5}em` } as React.CSSProperties}>
            {words.map(([kind, text]) => (
              <span key={text} data-kind={kind}>
                {text}
              </span>
            ))}
            {words.length === 0 && " "}
          </code>
        ))}
      </pre>
    </div>
  );
}

/** Opening, close, low and high of each candle, from below. */
const candles: readonly (readonly [number, number, number, number])[] = [
  [60, 72, 52, 78],
  [72, 66, 60, 80],
  [66, 84, 62, 90],
  [84, 96, 80, 102],
  [96, 90, 84, 104],
  [90, 78, 70, 94],
  [78, 88, 74, 96],
  [88, 104, 84, 110],
  [104, 98, 90, 112],
  [98, 116, 94, 122],
  [116, 130, 110, 136],
  [130, 122, 114, 138],
  [122, 108, 100, 128],
  [108, 96, 88, 114],
  [96, 112, 92, 120],
  [112, 126, 106, 132],
  [126, 144, 122, 150],
  [144, 138, 130, 152],
  [138, 156, 134, 164],
  [156, 170, 150, 178],
  [170, 162, 152, 180],
  [162, 176, 158, 186],
];

function ChartScene() {
  return (
    <svg className="scene-chart" viewBox="0 0 480 230" fill="none" aria-hidden="true">
      {[40, 80, 120, 160, 200].map((y) => (
        <path key={y} d={`M12 ${y}H468`} stroke="currentColor" strokeOpacity=".14" />
      ))}
      {candles.map(([open, close, low, high], index) => {
        const x = 24 + index * 20.5;
        const rises = close >= open;
        return (
          <g
            key={x}
            className="scene-candle"
            data-rises={rises ? "" : undefined}
            style={{ "--line": index } as React.CSSProperties}
          >
            <path d={`M${x} ${230 - high}V${230 - low}`} stroke="currentColor" strokeWidth="1.6" />
            <rect
              x={x - 5.5}
              y={230 - Math.max(open, close)}
              width="11"
              height={Math.abs(close - open)}
              rx="1.5"
              fill="currentColor"
            />
          </g>
        );
      })}
      <path
        className="scene-average"
        pathLength="1"
        d={`M${candles.map(([open, close], index) => `${24 + index * 20.5} ${230 - (open + close) / 2 - 9}`).join("L")}`}
        stroke="#ffd479"
        strokeWidth="2.2"
        strokeLinejoin="round"
      />
    </svg>
  );
}

function TalkScene() {
  return (
    <div className="scene-card">
      <b>Part 2</b>
      <p>Describe a person who taught you something without meaning to.</p>
      <ul>
        <li>who this person is</li>
        <li>what you learned</li>
        <li>why you still remember it</li>
      </ul>
    </div>
  );
}
