// Fills the other engines' forms: one document per line on stdin ("engine"), one line of
// milliseconds on stdout. The arguments are the folder with their forms and data.
"use strict";
const fs = require("fs");
const path = require("path");
const readline = require("readline");
const { createRequire } = require("module");

const folder = process.argv[2];
const use = createRequire(path.join(process.argv[3], "package.json"));
const read = (name) => JSON.parse(fs.readFileSync(path.join(folder, name), "utf8"));

const Docxtemplater = use("docxtemplater");
const PizZip = use("pizzip");
const carbone = use("carbone");
const form = fs.readFileSync(path.join(folder, "docxtemplater.docx"));
const given = { docxtemplater: read("docxtemplater.json"), carbone: read("carbone.json") };

const engines = {
  // It refuses to render a document twice, so every document begins with its form.
  async docxtemplater(data) {
    const document = new Docxtemplater(new PizZip(form), { paragraphLoop: true });
    document.render(data);
    return document.getZip().generate({ type: "nodebuffer", compression: "DEFLATE" });
  },
  carbone(data) {
    return new Promise((resolve, reject) => {
      const done = (error, result) => (error ? reject(error) : resolve(result));
      carbone.render(path.join(folder, "carbone.docx"), data, done);
    });
  },
};

async function main() {
  for await (const name of readline.createInterface({ input: process.stdin })) {
    const started = process.hrtime.bigint();
    const document = await engines[name](given[name]);
    const taken = Number(process.hrtime.bigint() - started) / 1e6;
    fs.writeFileSync(path.join(folder, `${name}-filled.docx`), document);
    process.stdout.write(`${taken}\n`);
  }
}

main().then(() => process.exit(0));
